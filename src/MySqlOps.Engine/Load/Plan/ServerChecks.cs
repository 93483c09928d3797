using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Whether the export can be read, and the server may be loaded into at all.</summary>
internal static class ServerChecks
{
    /// <summary>What is in the way.</summary>
    public static IEnumerable<LoadRefusal> Find(ExportManifest manifest, TargetFacts facts, LoadOptions options)
    {
        if (manifest.Format != ExportManifest.FormatName || manifest.FormatVersion > ExportManifest.NewestVersion)
            yield return new LoadRefusal(ErrorId.ExportUnsupported, $"The export is of format '{manifest.Format}' {manifest.FormatVersion}, and this version reads '{ExportManifest.FormatName}' up to {ExportManifest.NewestVersion}. Use a newer version of MySqlOps.");
        if (facts.ReadOnlyVariable is { } variable)
            yield return new LoadRefusal(ErrorId.LoadTargetReadOnly, $"{facts.Server} has {variable} on. Load into a writable server.");
        if (facts.Channels is { Count: > 0 } channels && !options.AllowReplica)
        {
            var names = string.Join(", ", channels.Select(channel => $"'{channel}'"));
            yield return new LoadRefusal(ErrorId.LoadTargetIsReplica, $"{facts.Server} is a replica (channel {names}): rows loaded here would be in no other server. Load into its source, or allow a replica.");
        }
    }

    /// <summary>What could not be found out.</summary>
    public static IEnumerable<string> Notes(TargetFacts facts)
    {
        if (facts.Channels is null)
            yield return $"{facts.Server.User} may not see whether {facts.Server.Endpoint} is a replica: that needs SELECT on performance_schema.replication_connection_configuration.";
    }
}
