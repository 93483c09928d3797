namespace MySqlOps.Engine.Failover.Diagnosis;

/// <summary>Which of a replica's channels leads to the primary.</summary>
internal static class PrimaryChannel
{
    /// <summary>Finds it: by the primary's server_uuid, else by the address, else it is the only one there is.</summary>
    /// <param name="channels">The replica's channels.</param>
    /// <param name="host">The primary's host, as we know it.</param>
    /// <param name="port">The primary's port, as we know it.</param>
    /// <param name="uuid">The primary's server_uuid; null when it is not known yet.</param>
    /// <param name="describe">A channel's source: its server_uuid, null before the first connection; its host and port.</param>
    public static T? Find<T>(IReadOnlyList<T> channels, string host, int port, string? uuid, Func<T, (string? Uuid, string Host, int Port)> describe)
        where T : class
    {
        bool IsThere(T channel) => describe(channel) is var source && source.Port == port && source.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
        if (uuid is not null)
        {
            // A channel that was never connected has no UUID; then its address must do.
            return channels.FirstOrDefault(channel => uuid.Equals(describe(channel).Uuid, StringComparison.OrdinalIgnoreCase))
                ?? channels.FirstOrDefault(channel => describe(channel).Uuid is null && (IsThere(channel) || channels.Count == 1));
        }

        return channels.FirstOrDefault(IsThere) ?? (channels.Count == 1 ? channels[0] : null);
    }
}
