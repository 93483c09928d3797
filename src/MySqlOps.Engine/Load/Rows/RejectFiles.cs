using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Rows;

/// <summary>The files with rejected rows: JSON lines, one file a table, readable by their owner only. Safe for many threads.</summary>
/// <param name="folder">Where they are made; the folder is made when it is missing.</param>
/// <param name="load">The load's number, which is part of the names.</param>
internal sealed class RejectFiles(string folder, long load) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SortedDictionary<string, ObjectName> _files = new(StringComparer.Ordinal);

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (_files)
                return [.. _files.Keys];
        }
    }

    /// <summary>Writes rows of a table.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="MySqlOpsException">FileFailed.</exception>
    public async Task<string> WriteAsync(ObjectName table, string chunk, IEnumerable<RejectedRow> rows, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetFullPath(folder), string.Create(CultureInfo.InvariantCulture, $"rejected-{load}-{Escape(table.Database)}.{Escape(table.Name)}.jsonl"));
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            PrivateFile.CreateFolder(folder);
            bool isNew;
            lock (_files)
                isNew = _files.TryAdd(path, table);
            var file = new FileStream(path, PrivateFile.Options(isNew ? FileMode.Create : FileMode.Append));
            await using (file.ConfigureAwait(false))
            {
                foreach (var row in rows)
                    await file.WriteAsync(Line(table, chunk, row), cancellationToken).ConfigureAwait(false);
            }

            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The rejected rows of {table} can't be written to {path}: {e.Message}", path, e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    /// <summary>A name that any file system takes: what is not a plain letter, digit, underscore or hyphen is written as its UTF-8 bytes.</summary>
    private static string Escape(string name) => string.Concat(Encoding.UTF8.GetBytes(name).Select(value =>
        value < 0x80 && (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'-') ? ((char)value).ToString() : $"%{value:X2}"));

    private static byte[] Line(ObjectName table, string chunk, RejectedRow row)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("table", table.ToString());
            json.WriteString("chunk", chunk);
            json.WriteNumber("row", row.Row + 1);
            json.WriteString("column", row.Column);
            json.WriteNumber("code", row.Warning.Code);
            json.WriteString("message", row.Warning.Message);
            if (row.Value is null)
                json.WriteNull("value");
            else if (Utf8.IsValid(row.Value))
                json.WriteString("value", row.Value);
            else
                json.WriteBase64String("valueBase64", row.Value);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
