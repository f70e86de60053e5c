using System.Text.Json;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A notice of a model as JSON, in journals, in events and on the command line.</summary>
public static class ModelNoticeJson
{
    /// <summary><c>kind</c>, <c>severity</c>, <c>model</c>, <c>detail</c>, <c>value</c>, <c>threshold</c>, <c>over</c>, <c>text</c>, into an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, ModelNotice notice)
    {
        json.WriteString("kind", notice.Name);
        json.WriteString("severity", notice.Severity);
        json.WriteString("model", notice.Model);
        json.WriteString("detail", notice.Detail);
        json.WriteNumber("value", notice.Value);
        json.WriteNumber("threshold", notice.Threshold);
        json.WriteBoolean("over", notice.IsOver);
        json.WriteString("text", notice.Text);
    }
}
