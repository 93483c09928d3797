using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>The files that a manifest names.</summary>
internal static class ManifestFiles
{
    /// <summary>All of them.</summary>
    public static IEnumerable<ExportedFile> AllFiles(this ExportManifest manifest) => manifest.Scripts().Concat(manifest.Chunks().Select(chunk => chunk.File));

    /// <summary>The data files.</summary>
    public static IEnumerable<ExportedChunk> Chunks(this ExportManifest manifest) => manifest.Databases.SelectMany(database => database.Tables).SelectMany(table => table.Chunks);

    /// <summary>The scripts.</summary>
    public static IEnumerable<ExportedFile> Scripts(this ExportManifest manifest) => manifest.Databases.SelectMany(Scripts).Append(manifest.Accounts).Append(manifest.Replication).OfType<ExportedFile>();

    private static IEnumerable<ExportedFile?> Scripts(ExportedDatabase database) => database.Tables
        .SelectMany(table => table.Triggers.Select(trigger => (ExportedFile?)trigger.Definition).Append(table.Definition))
        .Concat(database.Views.Concat(database.Routines).Concat(database.Events).Select(item => (ExportedFile?)item.Definition))
        .Append(database.Definition);
}
