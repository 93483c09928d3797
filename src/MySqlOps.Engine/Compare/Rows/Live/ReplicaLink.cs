using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>One of the two sides follows the other: what differs may only not have arrived yet.</summary>
/// <param name="TargetFollows">True when the target replicates from the source; false when it is the other way round.</param>
/// <param name="Channel">The replica's channel.</param>
internal sealed record ReplicaLink(bool TargetFollows, string Channel)
{
    /// <summary>The replica.</summary>
    public required MySqlServer Replica { get; init; }

    /// <summary>The server that it follows.</summary>
    public required MySqlServer Origin { get; init; }
}
