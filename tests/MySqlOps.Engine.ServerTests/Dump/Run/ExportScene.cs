using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Folder;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Dump.Run;

/// <summary>A database export_test, and a temporary folder that takes exports of it.</summary>
internal sealed class ExportScene(ServerFixture fixture) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mysqlops-export-");

    /// <summary>Where exports go; it is not there yet.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "export");

    /// <summary>What is exported unless told otherwise: chunks of about 4 KB.</summary>
    public ExportOptions Options => new() { Path = Path, Selection = new CatalogSelection { Databases = ["export_test"] }, ChunkBytes = 4096, ThreadCount = 2 };

    /// <summary>Makes the database anew, with what statements put into it.</summary>
    public async Task CreateAsync(string statements)
    {
        await ClientProgram.QueryAsync(fixture.Sandbox, $"DROP DATABASE IF EXISTS export_test; CREATE DATABASE export_test; USE export_test; SET sql_mode = ''; SET cte_max_recursion_depth = 1000000; {statements}");
    }

    /// <summary>Statements for a table of so many rows: id and a text of 100 characters.</summary>
    public static string Numbers(string table, int rows, string key = "PRIMARY KEY") =>
        $"CREATE TABLE {table} (id INT NOT NULL {key}, v VARCHAR(200)); INSERT INTO {table} WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i, REPEAT('x', 100) FROM n; ANALYZE TABLE {table};";

    /// <summary>Exports as root.</summary>
    public Task<MySqlExport> ExportAsync(ExportOptions? options = null, IOperationObserver? observer = null, MySqlServer? server = null, CancellationToken cancellationToken = default) =>
        Exporter.ExportAsync(server ?? fixture.Server, options ?? Options, observer ?? SilentObserver.Instance, cancellationToken);

    /// <summary>The manifest of what was exported.</summary>
    public async Task<ExportManifest> ManifestAsync()
    {
        await using var folder = await ExportFolder.OpenAsync(Path, CancellationToken.None);
        return folder.Manifest;
    }

    /// <summary>The rows of a table's data files, each as its fields, as they stand in the files.</summary>
    public async Task<IReadOnlyList<string[]>> RowsAsync(string table)
    {
        await using var folder = await ExportFolder.OpenAsync(Path, CancellationToken.None);
        var database = folder.Manifest.Databases.Single();
        var exported = database.Tables.Single(candidate => candidate.Name == table);
        var rows = new List<string[]>();
        foreach (var chunk in exported.Chunks)
        {
            await using var reading = await folder.OpenChunkAsync(database, exported, chunk, CancellationToken.None);
            using var reader = new StreamReader(reading.Text);
            rows.AddRange((await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')));
        }

        return rows;
    }

    /// <summary>The files' paths, relative to the export, in order.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal)];

    /// <summary>Tests the export.</summary>
    public Task<MySqlExportTest> TestAsync() => Exporter.TestAsync(Path, 2, SilentObserver.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await ClientProgram.QueryAsync(fixture.Sandbox, "DROP DATABASE IF EXISTS export_test; DROP USER IF EXISTS 'exporter'@'127.0.0.1'");
        _folder.Delete(recursive: true);
    }
}
