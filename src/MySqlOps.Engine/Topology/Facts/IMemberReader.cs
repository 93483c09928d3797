using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Topology.Facts;

/// <summary>Asks one server about itself and its neighbours.</summary>
internal interface IMemberReader
{
    /// <summary>Asks.</summary>
    /// <exception cref="Foundation.MySqlOpsException">It can't be reached, refuses us, or is no server for us.</exception>
    Task<MemberFacts> ReadAsync(MySqlServer server, CancellationToken cancellationToken);
}
