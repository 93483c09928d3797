using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Engine.Replication.Control;

/// <summary>What plans need of a replica.</summary>
/// <param name="Channels">All its channels.</param>
/// <param name="Executed">What it has executed.</param>
/// <param name="Sources">What the sources that were asked say, by channel.</param>
internal sealed record ControlFacts(IReadOnlyList<ChannelFacts> Channels, GtidSet Executed, IReadOnlyDictionary<string, SourceFacts> Sources);
