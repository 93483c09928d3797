using System.Net;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>What must be known of two servers before one follows the other, and what is wanted.</summary>
internal sealed record SetupFacts
{
    /// <summary>The source.</summary>
    public required ServerSetupFacts Source { get; init; }

    /// <summary>The replica.</summary>
    public required ServerSetupFacts Replica { get; init; }

    /// <summary>What is wanted.</summary>
    public required SetupOptions Options { get; init; }

    /// <summary>The source's host as the replica reaches it.</summary>
    public string SourceHost => Options.SourceHost ?? Source.Server.Host;

    /// <summary>The source's port as the replica reaches it.</summary>
    public int SourcePort => Options.SourcePort ?? Source.Server.Port;

    /// <summary>The channel that is wanted, as it is; null where there is none of that name.</summary>
    public ChannelFacts? Channel => Replica.Channels.FirstOrDefault(channel => channel.Name.Equals(Options.Channel, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where the channel is there and goes to the source.</summary>
    public bool IsFollowing => Channel is { } channel && IsFromSource(channel);

    /// <summary>What the replica lacks.</summary>
    public GtidSet Missing => Source.Executed.Subtract(Replica.Executed);

    /// <summary>What the replica lacks and the source sends no more.</summary>
    public GtidSet PurgedMissing => Source.Purged.Subtract(Replica.Executed);

    /// <summary>
    /// What the replica has executed and neither the source nor another source of the replica's. Where the source follows the replica in turn, what the replica commits
    /// comes to the source by itself.
    /// </summary>
    public GtidSet Errant
    {
        get
        {
            var errant = Replica.Executed.Subtract(Source.Executed);
            foreach (var channel in Replica.Channels.Where(channel => !IsFromSource(channel)))
            {
                errant = errant.Subtract(channel.Received);
                if (channel.SourceUuid.Length > 0)
                    errant = errant.Subtract(errant.WithSource(channel.SourceUuid));
            }

            // What the source has got meanwhile is on its way to the replica and back: it was read after the replica.
            return IsCircular ? errant.Subtract(errant.WithSource(Replica.Uuid)) : errant;
        }
    }

    /// <summary>True where the source follows the replica.</summary>
    public bool IsCircular => Replica.Uuid.Length > 0 && Source.Channels.Any(channel => channel.SourceUuid.Equals(Replica.Uuid, StringComparison.OrdinalIgnoreCase));

    /// <summary>True where replica and source talk within one machine.</summary>
    public bool IsLoopback => SourceHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(SourceHost, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The host part of the replication account where it is made.</summary>
    public string AccountHost => Options.ReplicationHost ?? (IsLoopback ? "127.0.0.1" : "%");

    /// <summary>True where the replica is to use TLS.</summary>
    public bool UsesTls => Source.Server.Tls.Mode switch
    {
        TlsMode.Disabled => false,
        TlsMode.Preferred => Source.OffersTls != false,
        _ => true,
    };

    /// <summary>The PEM file of the authorities that the replica is to trust, as a path on the replica; empty for none.</summary>
    public string CaFile => UsesTls && Source.Server.Tls.Mode is TlsMode.VerifyCA or TlsMode.VerifyFull ? Options.CaFile ?? Source.Server.Tls.CaFile ?? "" : "";

    /// <summary>True where a channel goes to the source.</summary>
    public bool IsFromSource(ChannelFacts channel) => channel.SourceUuid.Length > 0
        ? channel.SourceUuid.Equals(Source.Uuid, StringComparison.OrdinalIgnoreCase)
        : channel.Host.Equals(SourceHost, StringComparison.OrdinalIgnoreCase) && channel.Port == SourcePort;
}
