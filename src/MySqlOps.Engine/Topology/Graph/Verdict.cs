namespace MySqlOps.Engine.Topology.Graph;

/// <summary>What is wrong with one server: the sentences, and the worst state among them.</summary>
internal sealed class Verdict
{
    private readonly List<(TopologyState State, string Sentence)> _findings = [];

    /// <summary>The worst; Ok without a finding.</summary>
    public TopologyState State => _findings.Select(static finding => finding.State).DefaultIfEmpty(TopologyState.Ok).Max();

    /// <summary>The sentences, the worst first.</summary>
    public IReadOnlyList<string> Problems => [.. _findings.OrderByDescending(static finding => finding.State).Select(static finding => finding.Sentence)];

    /// <summary>Adds a finding.</summary>
    public void Add(TopologyState state, string sentence) => _findings.Add((state, sentence));
}
