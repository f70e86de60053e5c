using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>Headers of every answer. There is no CORS header on purpose: pages of other sites may not read answers.</summary>
internal static class SecurityHeaders
{
    /// <summary>The console's own files and nothing else; it asks this host alone. Inline styles are for the answers that it frames, which inherit this policy.</summary>
    public const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A proof's page carries its style within itself, loads nothing and runs nothing; the console may frame it.</summary>
    public const string ProofPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    private const string NothingPolicy = "default-src 'none'; frame-ancestors 'none'";

    public static void Set(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = NothingPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
