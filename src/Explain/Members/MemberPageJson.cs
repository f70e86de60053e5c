namespace CryptoScalp.Rules.Explain;

/// <summary>Puts a page of members into the object of a proof: <c>"page":{"of","from","to","total","members":[{"premises"}],"nodes"}</c>; <c>of</c> is null where there is no group.</summary>
internal static class MemberPageJson
{
    public static byte[] Add(byte[] proof, MemberPage? page) => page is null ? proof : ProofJson.With(proof, json =>
    {
        json.WriteStartObject("page");
        json.WriteString("of", page.Fact);
        json.WriteNumber("from", page.Range.From);
        json.WriteNumber("to", page.To);
        json.WriteNumber("total", page.Total);
        NodeJson.WriteMembers(json, page.Members);
        ProofJson.WriteNodes(json, page.Graph);
        json.WriteEndObject();
    });
}
