using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>Whether the server may be written to at all.</summary>
internal static class ServerChecks
{
    /// <summary>What is in the way.</summary>
    public static IEnumerable<SyncRefusal> Find(SyncFacts facts, SyncOptions options)
    {
        if (facts.ReadOnlyVariable is { } variable)
            yield return new SyncRefusal { Id = ErrorId.SyncTargetReadOnly, Message = $"{facts.Server} has {variable} on. Change a server that takes writes, or turn the variable off." };
        if (facts.Sources is { Count: > 0 } sources && !options.AllowReplica)
        {
            var message = $"{facts.Server} is a replica of {string.Join(", ", sources)}: the change belongs on its source, from where it comes here by itself. Or allow writing to a replica.";
            yield return new SyncRefusal { Id = ErrorId.SyncTargetIsReplica, Message = message };
        }

        if (options.SkipBinLog && facts.MaySkipBinLog == false)
        {
            var message = $"{facts.Server.User} may not keep its changes out of the binary log of {facts.Server.Endpoint}: that needs SESSION_VARIABLES_ADMIN.";
            yield return new SyncRefusal { Id = ErrorId.PrivilegeMissing, Message = message };
        }
    }

    /// <summary>What could not be found out, and what may fail.</summary>
    public static IEnumerable<string> Notes(SyncFacts facts)
    {
        if (facts.Sources is null)
            yield return $"{facts.Server.User} may not see whether {facts.Server.Endpoint} is a replica: that needs SELECT on performance_schema.replication_connection_configuration.";
        if (facts.MissingPrivileges.Count > 0)
            yield return $"{facts.Server.User} seems to lack {string.Join(", ", facts.MissingPrivileges)} on {facts.Server.Endpoint}.";
    }
}
