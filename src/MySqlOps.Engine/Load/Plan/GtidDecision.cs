using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Whether the export's GTID set is added to the target's gtid_purged, and why not.</summary>
/// <param name="Set">The set to add; null for none.</param>
/// <param name="Note">What the user must know; null for nothing.</param>
/// <param name="Remark">What only those want to know who ask for details; null for nothing.</param>
internal sealed record GtidDecision(string? Set, string? Note = null, string? Remark = null)
{
    /// <summary>Decides.</summary>
    public static GtidDecision Make(ExportManifest manifest, LoadScope scope, TargetFacts facts, LoadOptions options)
    {
        if (options.GtidPurged == GtidPurgedAction.Off)
            return new GtidDecision(Set: null);
        var isAppend = options.GtidPurged == GtidPurgedAction.Append;
        if (string.IsNullOrEmpty(manifest.Snapshot.GtidExecuted))
            return new GtidDecision(null, isAppend ? "gtid_purged is left alone: the export knows no GTID set." : null);
        if (!facts.HasGtids)
        {
            var off = $"gtid_purged is left alone: {facts.Server} has gtid_mode off.";
            return isAppend ? new GtidDecision(null, off) : new GtidDecision(null, Remark: off);
        }

        var isWhole = manifest.IsWholeServer && scope.IsWholeExport;
        if (isAppend)
            return new GtidDecision(manifest.Snapshot.GtidExecuted, isWhole ? null : "gtid_purged gets the GTID set of the whole source, although only a part of it is loaded: a replica would lack the rest.");
        if (!isWhole)
            return new GtidDecision(null, Remark: "gtid_purged is left alone, because only a part of the source is loaded.");
        if (facts.GtidExecuted.Length > 0)
            return new GtidDecision(null, Remark: $"gtid_purged is left alone, because {facts.Server} has executed transactions of its own. -GtidPurged Append adds the export's set all the same.");
        var remark = options.SkipBinLog ? null : "The import's own transactions get GTIDs of the target. Where it is to become a replica, import with -SkipBinLog, so that it has none that its source lacks.";
        return new GtidDecision(manifest.Snapshot.GtidExecuted, Remark: remark);
    }
}
