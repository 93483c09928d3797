using System.Text;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;

namespace MySqlOps.Engine.Tests.Load;

/// <summary>An export that a test writes by hand: definitions as texts, chunks as LOAD DATA text.</summary>
internal sealed class MemoryExport : IExportSource
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _invalidEnums = new(StringComparer.Ordinal);
    private readonly List<ExportedDatabase> _databases = [];
    private ExportedFile? _accounts;

    /// <summary>The export's id.</summary>
    public Guid Id { get; set; } = Guid.NewGuid();

    /// <summary>The source's gtid_executed.</summary>
    public string? GtidExecuted { get; set; }

    /// <summary>True for all that the source holds.</summary>
    public bool IsWholeServer { get; set; }

    /// <summary>The source's lower_case_table_names.</summary>
    public int LowerCaseTableNames { get; set; }

    /// <summary>The manifest's format.</summary>
    public int FormatVersion { get; set; } = ExportManifest.NewestVersion;

    /// <summary>Called before a chunk is opened, with its path.</summary>
    public Func<string, Task> OnOpen { get; set; } = static _ => Task.CompletedTask;

    /// <summary>True leaves a chunk's rows unknown until it was read, as a running export does.</summary>
    public bool IsRunning { get; set; }

    /// <inheritdoc />
    public string Origin => "a test";

    /// <inheritdoc />
    public ExportManifest Manifest => new()
    {
        Format = ExportManifest.FormatName,
        FormatVersion = FormatVersion,
        Id = Id,
        SnapshotTime = DateTimeOffset.UnixEpoch,
        Server = new ExportedServer("127.0.0.1:3306", "9.7.4", "11111111-1111-1111-1111-111111111111", LowerCaseTableNames),
        Snapshot = new SnapshotFacts { Method = SnapshotMethod.GlobalReadLock, IsPointInTime = true, GtidExecuted = GtidExecuted, LockTime = TimeSpan.Zero, DdlWasLocked = true, Notes = [] },
        Content = ExportContent.All,
        IsWholeServer = IsWholeServer,
        Compression = ExportCompression.None,
        Databases = _databases,
        Accounts = _accounts,
        Warnings = [],
    };

    /// <summary>Adds a database.</summary>
    public MemoryExport Database(string name, string options = "/*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */")
    {
        var file = Store($"{name}.sql", $"CREATE DATABASE `{name}` {options};\n");
        _databases.Add(new ExportedDatabase { Name = name, Definition = file, Tables = [], Views = [], Routines = [], Events = [] });
        return this;
    }

    /// <summary>Adds a table to the newest database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="definition">CREATE TABLE; empty for an export of rows.</param>
    /// <param name="columns">Its columns, in the order of the chunks: <c>id</c>, <c>doc:json</c>, <c>kind:enum</c>, <c>kind:number</c>.</param>
    /// <param name="chunks">LOAD DATA texts.</param>
    public MemoryExport Table(string name, string definition, string columns, params string[] chunks)
    {
        var database = _databases[^1];
        var files = chunks.Select((text, i) => Chunk($"{database.Name}.{name}.{i}.tsv", text)).ToArray();
        var table = new ExportedTable
        {
            Name = name,
            Engine = "InnoDB",
            Definition = definition.Length == 0 ? null : Store($"{database.Name}.{name}.sql", definition + ";\n"),
            Triggers = [],
            Histograms = [],
            Columns = [.. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Column)],
            ChunkKey = [],
            Chunks = files,
            Rows = files.Sum(file => file.Rows),
        };
        _databases[^1] = database with { Tables = [.. database.Tables, table] };
        return this;
    }

    /// <summary>Changes the newest table.</summary>
    public MemoryExport WithTable(Func<ExportedTable, ExportedTable> change)
    {
        var database = _databases[^1];
        _databases[^1] = database with { Tables = [.. database.Tables.SkipLast(1), change(database.Tables[^1])] };
        return this;
    }

    /// <summary>Adds a trigger to the newest table.</summary>
    public MemoryExport Trigger(string name, string script) =>
        WithTable(table => table with { Triggers = [.. table.Triggers, Object(name, "TRIGGER", script)] });

    /// <summary>Adds a view to the newest database.</summary>
    public MemoryExport View(string name, string script) => Change(database => database with { Views = [.. database.Views, Object(name, "VIEW", script)] });

    /// <summary>Adds a routine to the newest database.</summary>
    public MemoryExport Routine(string kind, string name, string script) => Change(database => database with { Routines = [.. database.Routines, Object(name, kind, script)] });

    /// <summary>Adds an event to the newest database.</summary>
    public MemoryExport Event(string name, string script) => Change(database => database with { Events = [.. database.Events, Object(name, "EVENT", script)] });

    /// <summary>Adds the script with accounts.</summary>
    public MemoryExport Accounts(string script)
    {
        _accounts = Store("accounts.sql", script);
        return this;
    }

    /// <summary>Says how many invalid ENUM cells a chunk of the newest table holds.</summary>
    public MemoryExport InvalidEnums(int chunk, long count) => WithTable(table =>
    {
        _invalidEnums[table.Chunks[chunk].File.Path] = count;
        return table with { Chunks = [.. table.Chunks.Select((one, i) => i == chunk ? one with { InvalidEnums = count } : one)] };
    });

    /// <inheritdoc />
    public Task<string> ReadScriptAsync(ExportedFile file, CancellationToken cancellationToken) => Task.FromResult(Encoding.UTF8.GetString(_files[file.Path]));

    /// <inheritdoc />
    public async Task<ChunkReading> OpenChunkAsync(ExportedDatabase database, ExportedTable table, ExportedChunk chunk, CancellationToken cancellationToken)
    {
        await OnOpen(chunk.File.Path);
        var bytes = _files[chunk.File.Path];
        return new ChunkReading(new MemoryStream(bytes), () => new ChunkTotals(CountRows(bytes), _invalidEnums.GetValueOrDefault(chunk.File.Path)));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ExportedColumn Column(string text)
    {
        var parts = text.Split(':');
        var kind = parts.Length > 1 ? parts[1] : "";
        return new ExportedColumn(parts[0], kind switch { "json" => CellEncoding.Json, "number" => CellEncoding.Number, _ => CellEncoding.Stored }, kind is "enum" or "number");
    }

    private static long CountRows(ReadOnlySpan<byte> text)
    {
        var rows = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\\')
                i++;
            else if (text[i] == (byte)'\n')
                rows++;
        }

        return rows;
    }

    private MemoryExport Change(Func<ExportedDatabase, ExportedDatabase> change)
    {
        _databases[^1] = change(_databases[^1]);
        return this;
    }

    private ExportedObject Object(string name, string kind, string script) => new(name, kind, Store($"{_databases[^1].Name}.{name}.{kind}.sql", script), []);

    private ExportedChunk Chunk(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _files[path] = bytes;
        return new ExportedChunk { File = new ExportedFile(path, bytes.Length, Hash(bytes)), Rows = IsRunning ? -1 : CountRows(bytes), TextBytes = IsRunning ? 0 : bytes.Length, InvalidEnums = 0 };
    }

    private ExportedFile Store(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _files[path] = bytes;
        return new ExportedFile(path, bytes.Length, Hash(bytes));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
