namespace CryptoScalp.Rules.Explain.Tests;

public sealed class NodeLedgerTests
{
    private readonly Desk _desk = new(Desk.Trading);

    [Fact]
    public void Each_node_is_taken_once_and_children_come_first()
    {
        NodeLedger ledger = new();
        ProofGraph edge = _desk.Prove(_desk.One("arb_edge")).Graph, enter = _desk.Prove(_desk.One("propose", "1.5")).Graph;

        Assert.Equal(edge.Nodes, ledger.TakeNew(edge));
        Assert.Equal(enter.Nodes[^1], Assert.Single(ledger.TakeNew(enter)));
        Assert.Empty(ledger.TakeNew(enter));
    }

    [Fact]
    public void A_full_ledger_forgets_and_a_proof_is_then_taken_whole()
    {
        ProofGraph edge = _desk.Prove(_desk.One("arb_edge")).Graph, enter = _desk.Prove(_desk.One("propose", "1.5")).Graph;
        NodeLedger ledger = new(edge.Nodes.Length);

        Assert.Equal(edge.Nodes, ledger.TakeNew(edge));
        Assert.Equal(enter.Nodes, ledger.TakeNew(enter));
    }
}
