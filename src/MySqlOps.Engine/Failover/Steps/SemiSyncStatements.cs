using System.Globalization;
using MySqlOps.Engine.Failover.Members;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>Statements that move the roles of semi-synchronous replication, by the names that a server's plugins have.</summary>
internal static class SemiSyncStatements
{
    /// <summary>Has a server wait for acknowledgements as another does.</summary>
    /// <param name="model">The server whose settings count.</param>
    /// <param name="server">The server that gets them.</param>
    public static IEnumerable<StepStatement> EnableSource(MemberSemiSync model, MemberSemiSync server) => Source("SET GLOBAL", model, server);

    /// <summary>The same for a restart too; and it acknowledges to nobody any more.</summary>
    public static IEnumerable<StepStatement> PersistSource(MemberSemiSync model, MemberSemiSync server)
    {
        foreach (var statement in Source("SET PERSIST", model, server))
            yield return statement;
        if (server.IsReplicaEnabled == true)
            yield return $"SET PERSIST {Replica(server)}_enabled = OFF";
    }

    /// <summary>Puts a server's own settings back.</summary>
    public static IEnumerable<StepStatement> RestoreSource(MemberSemiSync server)
    {
        yield return $"SET GLOBAL {Source(server)}_enabled = {(server.IsSourceEnabled == true ? "ON" : "OFF")}";
        foreach (var statement in Settings("SET GLOBAL", server, server))
            yield return statement;
    }

    /// <summary>Ends the waits of commits. The clients hear that they are done.</summary>
    public static IEnumerable<StepStatement> ReleaseCommits(MemberSemiSync server)
    {
        yield return $"SET GLOBAL {Source(server)}_enabled = OFF";
    }

    /// <summary>Has commits wait again after <see cref="ReleaseCommits" />.</summary>
    public static IEnumerable<StepStatement> WaitAgain(MemberSemiSync server)
    {
        yield return $"SET GLOBAL {Source(server)}_enabled = ON";
    }

    /// <summary>Has a source acknowledge to another one in the future.</summary>
    public static IEnumerable<StepStatement> BecomeReplica(MemberSemiSync server) => Roles("SET GLOBAL", server);

    /// <summary>The same for a restart too.</summary>
    public static IEnumerable<StepStatement> PersistReplica(MemberSemiSync server) => Roles("SET PERSIST", server);

    private static IEnumerable<StepStatement> Roles(string set, MemberSemiSync server)
    {
        yield return $"{set} {Source(server)}_enabled = OFF";
        if (server.IsReplicaEnabled is not null)
            yield return $"{set} {Replica(server)}_enabled = ON";
    }

    private static IEnumerable<StepStatement> Source(string set, MemberSemiSync model, MemberSemiSync server)
    {
        foreach (var statement in Settings(set, model, server))
            yield return statement;
        yield return $"{set} {Source(server)}_enabled = ON";
    }

    private static IEnumerable<StepStatement> Settings(string set, MemberSemiSync model, MemberSemiSync server)
    {
        var name = Source(server);
        if (model.WaitCount is { } count)
            yield return string.Create(CultureInfo.InvariantCulture, $"{set} {name}_wait_for_{(server.HasOldNames ? "slave" : "replica")}_count = {count}");
        if (model.Timeout is { } timeout)
            yield return string.Create(CultureInfo.InvariantCulture, $"{set} {name}_timeout = {(long)timeout.TotalMilliseconds}");
        if (model.WaitsWithoutReplica is { } waits)
            yield return $"{set} {name}_wait_no_{(server.HasOldNames ? "slave" : "replica")} = {(waits ? "ON" : "OFF")}";
        if (model.WaitPoint is { } point)
            yield return $"{set} {name}_wait_point = {point}";
    }

    private static string Source(MemberSemiSync server) => server.HasOldNames ? "rpl_semi_sync_master" : "rpl_semi_sync_source";

    private static string Replica(MemberSemiSync server) => server.HasOldNames ? "rpl_semi_sync_slave" : "rpl_semi_sync_replica";
}
