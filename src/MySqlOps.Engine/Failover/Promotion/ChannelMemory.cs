using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Steps;

namespace MySqlOps.Engine.Failover.Promotion;

/// <summary>How a replica logs in to its source, kept in mind before its channel is removed: an old primary that comes back needs it.</summary>
internal sealed class ChannelMemory(RunContext context)
{
    /// <summary>The account; null when none could be read and none was given.</summary>
    public ReplicationLogin? Login { get; private set; } = context.Options.Login;

    /// <summary>A channel, with the settings that only its server can read; null for none.</summary>
    public (MemberChannel Channel, ChannelSettings? Settings)? Model { get; private set; }

    /// <summary>Reads it from the first replica that has a channel.</summary>
    /// <param name="first">In this order, before all others.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RememberAsync(IReadOnlyList<MySqlServer> first, CancellationToken cancellationToken)
    {
        foreach (var member in context.Facts.Survivors.OrderBy(member => first.Any(server => server.Endpoint == member.Server.Endpoint) ? 0 : 1))
        {
            if (Model is not null || context.Facts.ChannelOf(member) is not { } channel || !context.Lease.Of(member.Server).IsHeld)
                continue;
            var login = await context.Lease.Of(member.Server).UseAsync((session, token) => ReplicationLoginReader.ReadAsync(session, channel.Name, token), context.Options.AskTimeout, cancellationToken).ConfigureAwait(false);
            var settings = await context.Lease.Of(member.Server).UseAsync((session, token) => ChannelSettings.ReadAsync(session, channel.Name, token), context.Options.AskTimeout, cancellationToken).ConfigureAwait(false);
            Model = (channel, settings);
            Login ??= login;
        }
    }
}
