using System.Reflection;

namespace CryptoScalp.Rules.Engine;

/// <summary>The members that emitted code uses.</summary>
internal static class EmittedMembers
{
    public static readonly MethodInfo FrameState = Getter(typeof(Frame), nameof(Frame.State));
    public static readonly MethodInfo FrameHead = Getter(typeof(Frame), nameof(Frame.Head));
    public static readonly MethodInfo FrameMember = Getter(typeof(Frame), nameof(Frame.Member));
    public static readonly MethodInfo FrameSetMemberBad = typeof(Frame).GetProperty(nameof(Frame.IsMemberBad))!.SetMethod!;
    public static readonly MethodInfo SinkDrop = Method(typeof(HeadSink), nameof(HeadSink.Drop));
    public static readonly MethodInfo FrameMatched = Getter(typeof(Frame), nameof(Frame.Matched));
    public static readonly MethodInfo FrameAbsent = Getter(typeof(Frame), nameof(Frame.Absent));
    public static readonly MethodInfo FrameSink = Getter(typeof(Frame), nameof(Frame.Sink));
    public static readonly MethodInfo FrameHeadSink = Getter(typeof(Frame), nameof(Frame.HeadSink));
    public static readonly MethodInfo FrameSignedSink = Getter(typeof(Frame), nameof(Frame.SignedSink));
    public static readonly MethodInfo SinkAcceptReplaced = Method(typeof(SignedSink), nameof(SignedSink.AcceptReplaced));
    public static readonly MethodInfo SinkSetSign = typeof(SignedSink).GetProperty(nameof(SignedSink.Sign))!.SetMethod!;
    public static readonly MethodInfo FrameCalls = Getter(typeof(Frame), nameof(Frame.Calls));
    public static readonly MethodInfo FrameTables = Getter(typeof(Frame), nameof(Frame.Tables));
    public static readonly MethodInfo FrameKeys = Getter(typeof(Frame), nameof(Frame.Keys));
    public static readonly MethodInfo FrameIsStopped = Getter(typeof(Frame), nameof(Frame.IsStopped));
    public static readonly MethodInfo FrameFail = Method(typeof(Frame), nameof(Frame.Fail));
    public static readonly MethodInfo StateParamCells = Getter(typeof(EngineState), nameof(EngineState.ParamCells));
    public static readonly MethodInfo StateNowCell = Getter(typeof(EngineState), nameof(EngineState.NowCell));
    public static readonly MethodInfo TableColumns = Getter(typeof(Table), nameof(Table.Columns));
    public static readonly MethodInfo TableStates = Getter(typeof(Table), nameof(Table.States));
    public static readonly MethodInfo TableRowEnd = Getter(typeof(Table), nameof(Table.RowEnd));
    public static readonly MethodInfo TableIndex = Method(typeof(Table), nameof(Table.Index));
    public static readonly MethodInfo TableFindRow = Method(typeof(Table), nameof(Table.FindRow));
    public static readonly MethodInfo IndexFirst = Method(typeof(PostingIndex), nameof(PostingIndex.First));
    public static readonly MethodInfo IndexNext = Method(typeof(PostingIndex), nameof(PostingIndex.Next));
    public static readonly MethodInfo HashAdd = Method(typeof(CellHash), nameof(CellHash.Add));
    public static readonly MethodInfo HashLast = Method(typeof(CellHash), nameof(CellHash.Last));
    public static readonly MethodInfo SinkAccept = Method(typeof(ISolutionSink), nameof(ISolutionSink.Accept));
    public static readonly MethodInfo SinkAcceptHead = Method(typeof(HeadSink), nameof(HeadSink.AcceptHead));
    public static readonly MethodInfo CallSet = Method(typeof(CallSite), nameof(CallSite.Set));
    public static readonly MethodInfo CallTryApply = Method(typeof(CallSite), nameof(CallSite.TryApply));
    public static readonly MethodInfo Float = Method(typeof(CellOps), nameof(CellOps.Float));
    public static readonly MethodInfo TryOrder = Method(typeof(CellOps), nameof(CellOps.TryOrder));
    public static readonly MethodInfo Intern = Method(typeof(CellOps), nameof(CellOps.Intern));
    public static readonly MethodInfo SetSlot = Method(typeof(CellOps), nameof(CellOps.SetSlot));

    /// <summary>An operation of <see cref="CellOps"/>: two cells in, whether it succeeds and a cell out.</summary>
    public static MethodInfo Operation(string name) => Method(typeof(CellOps), name);

    private static MethodInfo Getter(Type type, string property) => type.GetProperty(property)!.GetMethod!;

    private static MethodInfo Method(Type type, string name) => type.GetMethod(name)!;
}
