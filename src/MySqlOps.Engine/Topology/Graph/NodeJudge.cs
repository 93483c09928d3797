using System.Globalization;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Topology.Facts;

namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Makes a node of a place in the tree: its role, its state, and a sentence for everything that is not as it should be.</summary>
internal sealed class NodeJudge(IReadOnlyList<Vertex> vertices, TimeSpan maxLag)
{
    /// <summary>Judges.</summary>
    public MySqlTopologyNode Judge(TreePlace place)
    {
        var vertex = place.Vertex;
        var sources = vertex.Sources.Where(static edge => !edge.IsGroup).ToList();
        var member = vertices.SelectMany(static other => other.Facts?.Group ?? []).FirstOrDefault(candidate => candidate.Uuid.Equals(vertex.Uuid, StringComparison.OrdinalIgnoreCase));
        var node = new MySqlTopologyNode
        {
            Server = vertex.Server,
            Depth = place.Depth,
            Source = place.Parent?.Server.Endpoint ?? vertex.Sources.Select(Name).FirstOrDefault(),
            Role = Role(vertex, member),
            State = TopologyState.Ok,
            Links = [.. vertex.Sources.Select(Link)],
            Replicas = [.. vertex.Replicas.Select(static edge => edge.Replica.Server.Endpoint).Distinct(StringComparer.OrdinalIgnoreCase).Order(EndpointOrder.Instance)],
            ServerUuid = vertex.Uuid,
            GroupState = member?.State,
        };
        var verdict = new Verdict();
        if (vertex.Facts is not { } facts)
        {
            var error = vertex.Member.Error!;
            verdict.Add(IsRefusal(error.Id) ? TopologyState.Refused : TopologyState.Unreachable, error.Message);
            return node with { State = verdict.State, Problems = verdict.Problems, ErrorId = error.Id };
        }

        var gtids = GtidJudgement.Of(facts, [.. sources.Select(static edge => edge.Source?.Facts)], vertex.IsInRing);
        JudgeChannels(sources, verdict);
        JudgeGtids(gtids, verdict);
        JudgeSettings(vertex, facts, sources, member, verdict);
        foreach (var sentence in facts.Unseen)
            verdict.Add(TopologyState.Warning, sentence);
        return Describe(node, facts) with
        {
            State = verdict.State,
            Problems = verdict.Problems,
            Lag = sources.Max(static edge => edge.Channel?.Lag),
            Delay = sources.Max(static edge => edge.Channel?.Delay),
            Filters = [.. (facts.Channels ?? []).SelectMany(static channel => channel.Filters.Select(filter => channel.Name.Length == 0 ? filter : $"{channel.Name}: {filter}"))],
            GtidState = gtids.State,
            ErrantGtids = gtids.Errant.IsEmpty ? null : OneLine(gtids.Errant),
        };
    }

    private static MySqlTopologyNode Describe(MySqlTopologyNode node, MemberFacts facts) => node with
    {
        Version = facts.Version.Text,
        IsReadOnly = facts.IsReadOnly,
        IsSuperReadOnly = facts.IsSuperReadOnly,
        SemiSync = facts.SemiSync,
        ServerId = facts.ServerId,
        HostName = facts.HostName,
        GtidMode = facts.GtidMode,
        GtidExecuted = facts.GtidExecuted,
        BinaryLogFormat = facts.IsBinaryLogEnabled ? facts.BinaryLogFormat : null,
        LogsReplicaUpdates = facts.IsBinaryLogEnabled && facts.LogsReplicaUpdates,
        GroupName = facts.GroupName,
    };

    private static TopologyRole Role(Vertex vertex, GroupMember? member)
    {
        var (follows, isFollowed) = (vertex.Sources.Exists(static edge => !edge.IsGroup), vertex.Replicas.Exists(static edge => !edge.IsGroup));
        if (member is { State: not "OFFLINE" })
            return member.IsPrimary ? TopologyRole.GroupPrimary : TopologyRole.GroupSecondary;
        return (follows, isFollowed) switch
        {
            _ when vertex.IsInRing => TopologyRole.CoSource,
            (true, true) => TopologyRole.Relay,
            (true, false) => TopologyRole.Replica,
            _ when vertex.Facts is not null && vertex.Facts.Channels is null => TopologyRole.Unknown,
            (false, true) => TopologyRole.Source,
            _ => vertex.Facts is null ? TopologyRole.Unknown : TopologyRole.Standalone,
        };
    }

    private static TopologyLink Link(Edge edge) => new()
    {
        Source = Name(edge),
        SourceUuid = edge.Channel?.SourceUuid ?? edge.Source?.Uuid,
        Channel = edge.Channel?.Name ?? "",
        IsGroup = edge.IsGroup,
        State = edge.Channel?.State ?? LinkState.Unknown,
        Lag = edge.Channel?.Lag,
        Delay = edge.Channel?.Delay,
        IsAutoPosition = edge.Channel?.IsAutoPosition,
    };

    private static string Name(Edge edge) => edge.Source?.Server.Endpoint ?? (edge.Replica.Server with { Host = edge.Channel!.Host, Port = edge.Channel.Port, Socket = null }).Endpoint;

    private void JudgeChannels(List<Edge> sources, Verdict verdict)
    {
        foreach (var edge in sources)
        {
            if (edge.Channel is not { } channel)
                continue;
            var subject = $"from {Name(edge)}{(channel.Name.Length == 0 ? "" : $", channel {channel.Name}")}";
            var reason = channel.Error is { } error ? $" {error}" : "";
            if (channel.State == LinkState.Failed)
                verdict.Add(TopologyState.Broken, $"Replication {subject} is broken.{reason}");
            else if (channel.State == LinkState.Stopped)
                verdict.Add(TopologyState.Stopped, $"Replication {subject} is stopped.{reason}");
            else if (channel.State == LinkState.Connecting)
                verdict.Add(TopologyState.Stopped, $"Replication {subject} has no connection.{reason}");
            else if (channel.Lag - (channel.Delay ?? TimeSpan.Zero) > maxLag)
                verdict.Add(TopologyState.Lagging, string.Create(CultureInfo.InvariantCulture, $"Replication {subject} is {channel.Lag!.Value.TotalSeconds:N0} s behind{(channel.Delay is { } delay ? $", of which {delay.TotalSeconds:N0} s are its delay" : "")}."));
        }
    }

    private static void JudgeGtids(GtidJudgement gtids, Verdict verdict)
    {
        if (gtids.State == GtidState.Diverged)
            verdict.Add(TopologyState.Warning, string.Create(CultureInfo.InvariantCulture, $"It has {gtids.Errant.Count:N0} transactions that its source lacks: {OneLine(gtids.Errant)}."));
        else if (gtids.State == GtidState.Irrecoverable)
            verdict.Add(TopologyState.Broken, "Its source has purged transactions that it lacks: it must be provisioned anew.");
    }

    private void JudgeSettings(Vertex vertex, MemberFacts facts, List<Edge> sources, GroupMember? member, Verdict verdict)
    {
        if (sources.Count > 0 && !vertex.IsInRing && member is null && !facts.IsReadOnly)
            verdict.Add(TopologyState.Warning, "It takes writes although it is a replica: read_only is off.");
        if (vertex.Replicas.Exists(static edge => !edge.IsGroup) && sources.Count > 0 && !(facts.IsBinaryLogEnabled && facts.LogsReplicaUpdates))
            verdict.Add(TopologyState.Broken, "What it applies does not reach its replicas: log_replica_updates is off.");
        foreach (var source in sources.Select(static edge => edge.Source?.Facts).OfType<MemberFacts>())
        {
            if (facts.Version < source.Version)
                verdict.Add(TopologyState.Warning, $"It is older than its source: {facts.Version} follows {source.Version}.");
            if (facts.ServerId == source.ServerId)
                verdict.Add(TopologyState.Broken, string.Create(CultureInfo.InvariantCulture, $"It has the server_id of its source: {facts.ServerId}."));
        }

        if (member is { State: not "ONLINE" })
            verdict.Add(member.State == "RECOVERING" ? TopologyState.Lagging : TopologyState.Broken, $"Its state in the group is {member.State}.");
        foreach (var twin in vertices.Where(other => other != vertex && other.Facts?.ServerUuid.Equals(facts.ServerUuid, StringComparison.OrdinalIgnoreCase) == true))
            verdict.Add(TopologyState.Broken, $"It has the server_uuid of {twin.Server.Endpoint}. Stop one, remove its auto.cnf and start it.");
    }

    private static bool IsRefusal(ErrorId id) => id is ErrorId.ConnectAccessDenied or ErrorId.ConnectAccountLocked or ErrorId.ConnectPasswordExpired or ErrorId.ConnectHostBlocked
        or ErrorId.ConnectHostNotAllowed or ErrorId.ConnectTooManyConnections or ErrorId.ConnectTlsDemanded or ErrorId.ConnectInsecureAuthentication
        or ErrorId.ConnectAuthenticationUnsupported or ErrorId.PrivilegeMissing or ErrorId.ServerUnsupported;

    private static string OneLine(GtidSet set) => set.ToString().Replace("\n", " ", StringComparison.Ordinal);
}
