using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>A server that does not follow the new primary.</summary>
/// <param name="Server">The server.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record DetachedServer(MySqlServer Server, string Reason)
{
    /// <summary>The server and the reason.</summary>
    public override string ToString() => Reason;
}
