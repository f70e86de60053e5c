namespace CryptoScalp.Rules.Cli;

/// <summary>The two streams and what they can show. Colour and progress only on a terminal, and never when NO_COLOR is set.</summary>
internal sealed class Terminal
{
    public Terminal(TextWriter output, TextWriter error, bool colour, bool colourErrors, int width)
    {
        Out = output;
        Error = error;
        Colour = colour;
        ColourErrors = colourErrors;
        Width = width;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public bool Colour { get; }

    public bool ColourErrors { get; }

    /// <summary>Columns; 100 in a pipe.</summary>
    public int Width { get; }

    /// <summary>The process's own streams: UTF-8, LF, buffered output.</summary>
    public static Terminal OfProcess()
    {
        System.Text.UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        StreamWriter output = new(Console.OpenStandardOutput(), utf8, 1 << 16) { AutoFlush = !Console.IsOutputRedirected, NewLine = "\n" };
        StreamWriter error = new(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" };
        bool plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(output, error, !plain && !Console.IsOutputRedirected, !plain && !Console.IsErrorRedirected, WidthOf());
    }

    private static int WidthOf() => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 100 : Math.Clamp(Console.WindowWidth, 60, 160);
}
