namespace MySqlOps.Engine.Replication.Errant;

/// <summary>Where a replica's channel reads from.</summary>
/// <param name="Host">The source's host as the replica knows it.</param>
/// <param name="Port">Its port.</param>
/// <param name="Uuid">Its UUID; empty before the replica has ever reached it.</param>
internal sealed record SourceChannel(string Host, int Port, string Uuid);
