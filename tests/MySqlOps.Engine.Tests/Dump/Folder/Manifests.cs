using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Tests.Dump.Folder;

/// <summary>Manifests for tests.</summary>
internal static class Manifests
{
    /// <summary>The manifest of an export with one table and one chunk.</summary>
    public static ExportManifest Of(string path = "shop/orders.00001.tsv") => new()
    {
        Format = ExportManifest.FormatName,
        FormatVersion = ExportManifest.NewestVersion,
        Id = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        SnapshotTime = DateTimeOffset.UnixEpoch,
        Server = new ExportedServer("db1:3306", "9.7.0", "3e11fa47-71ca-11e1-9e33-c80aa9429562", 0),
        Snapshot = new SnapshotFacts { Method = SnapshotMethod.TableLocks, IsPointInTime = true, LockTime = TimeSpan.FromMilliseconds(1.5), DdlWasLocked = true, Notes = ["A note."] },
        Content = ExportContent.All,
        IsWholeServer = false,
        Compression = ExportCompression.Gzip,
        Databases =
        [
            new ExportedDatabase
            {
                Name = "shop ☃",
                Tables =
                [
                    new ExportedTable
                    {
                        Name = "orders",
                        Engine = "InnoDB",
                        Triggers = [],
                        Histograms = [new ExportedHistogram("c", 16, true)],
                        Columns = [new ExportedColumn("c", CellEncoding.Json, false)],
                        ChunkKey = ["id"],
                        Chunks = [new ExportedChunk { File = new ExportedFile(path, 3, "00"), Rows = 1, TextBytes = 3, InvalidEnums = 0, Range = "`id` < 5" }],
                        Rows = 1,
                    },
                ],
                Views = [],
                Routines = [],
                Events = [],
            },
        ],
        Warnings = [],
    };
}
