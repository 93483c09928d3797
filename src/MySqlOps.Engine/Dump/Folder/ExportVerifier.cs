using System.Collections.Concurrent;
using System.Globalization;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>Proves an export's files: that all are there, that each has its length, checksum and rows, and that the tables' sums are right.</summary>
/// <param name="folder">The folder, absolute.</param>
/// <param name="threads">How many files are read at once.</param>
/// <param name="observer">Hears of the progress.</param>
/// <param name="time">The clock.</param>
internal sealed class ExportVerifier(string folder, int threads, IOperationObserver observer, TimeProvider time)
{
    private readonly ConcurrentBag<ExportProblem> _problems = [];
    private readonly long _start = time.GetTimestamp();
    private long _rows;
    private long _bytes;
    private long _expected;
    private int _files;

    /// <summary>Reads everything.</summary>
    /// <exception cref="MySqlOpsException">ExportIncomplete: the folder is not there, or no export. ExportUnsupported: it is too new.</exception>
    public async Task<MySqlExportTest> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await ManifestFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
            _files++;
            _bytes += new FileInfo(Path.Combine(folder, ExportManifest.FileName)).Length;
            await ReadAllAsync(manifest, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.ExportDamaged)
        {
            _problems.Add(new ExportProblem(Path.Combine(folder, ExportManifest.FileName), e.Message));
        }

        observer.Progress(new OperationProgress { Activity = Activity, Status = Status(), PercentComplete = 100, IsCompleted = true });
        return new MySqlExportTest
        {
            Path = folder,
            IsWhole = _problems.IsEmpty,
            Files = _files,
            Bytes = _bytes,
            Rows = _rows,
            Duration = time.GetElapsedTime(_start),
            Problems = [.. _problems.OrderBy(problem => problem.Path, StringComparer.Ordinal)],
        };
    }

    private string Activity => $"Testing {folder}";

    private async Task ReadAllAsync(ExportManifest manifest, CancellationToken cancellationToken)
    {
        _expected = Math.Max(1, manifest.AllFiles().Sum(file => file.Bytes));
        var works = manifest.Chunks().OrderByDescending(chunk => chunk.File.Bytes)
            .Select(chunk => (chunk.File, Read: (Func<CancellationToken, Task>)(token => ReadAsync(chunk, manifest.Compression, token))))
            .Concat(manifest.Scripts().Select(script => (File: script, Read: (Func<CancellationToken, Task>)(token => ReadAsync(script, token)))));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(works, parallel, async (work, token) => await GuardAsync(work.File, work.Read, token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var table in manifest.Databases.SelectMany(database => database.Tables).Where(table => table.Rows != table.Chunks.Sum(chunk => chunk.Rows)))
            _problems.Add(new ExportProblem(Path.Combine(folder, ExportManifest.FileName), $"The rows of the table {table.Name} are not the sum of its chunks' rows."));
    }

    private async Task GuardAsync(ExportedFile file, Func<CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await read(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.ExportDamaged or ErrorId.FileFailed)
        {
            _problems.Add(new ExportProblem(Path.Combine(folder, file.Path), e.Message));
        }

        Interlocked.Increment(ref _files);
        var done = Interlocked.Add(ref _bytes, file.Bytes);
        observer.Progress(new OperationProgress { Activity = Activity, Status = Status(), PercentComplete = (int)Math.Clamp(done * 100.0 / _expected, 0, 99) });
    }

    private async Task ReadAsync(ExportedChunk chunk, ExportCompression compression, CancellationToken cancellationToken)
    {
        var text = new ChunkText(folder, chunk, compression);
        await using (text.ConfigureAwait(false))
        {
            var buffer = new byte[256 * 1024];
            var rows = 0L;
            while (await text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                rows += buffer.AsSpan(0, read).Count((byte)'\n');

            // A line feed in a cell is written as \n, so each real one ends a row.
            Interlocked.Add(ref _rows, rows);
            if (rows != chunk.Rows)
                _problems.Add(new ExportProblem(Path.Combine(folder, chunk.File.Path), FormattableString.Invariant($"The file holds {rows} rows, and the manifest says {chunk.Rows}.")));
        }
    }

    private async Task ReadAsync(ExportedFile script, CancellationToken cancellationToken)
    {
        var file = new CheckedFile(folder, script);
        await using (file.ConfigureAwait(false))
            await file.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
    }

    private string Status() => string.Create(CultureInfo.InvariantCulture, $"{_files} files, {Interlocked.Read(ref _bytes) / 1e6:0.0} MB");
}
