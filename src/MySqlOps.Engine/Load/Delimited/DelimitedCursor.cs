using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>A file that is being read, with its rows.</summary>
internal sealed class DelimitedCursor : IAsyncDisposable
{
    private readonly LoadFile _file;

    private DelimitedCursor(LoadFile file, DelimitedReader reader) => (_file, Reader) = (file, reader);

    /// <summary>The rows.</summary>
    public DelimitedReader Reader { get; }

    /// <summary>The file's size on disk.</summary>
    public long LengthBytes => _file.LengthBytes;

    /// <summary>How much of the file on disk has been read.</summary>
    public long PositionBytes => _file.PositionBytes;

    /// <summary>Opens a file before its first row.</summary>
    /// <exception cref="MySqlOpsException">LoadRowInvalid, LoadFileInvalid, FileFailed.</exception>
    public static async Task<DelimitedCursor> OpenAsync(string path, DelimitedLoadOptions options, CancellationToken cancellationToken)
    {
        var encoding = options.EncodingName is { } name ? LoadFile.FindEncoding(name) : null;
        var file = await LoadFile.OpenAsync(path, encoding, cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = DelimitedReader.Create(file.Text, options.File);
            await reader.OpenAsync(null, cancellationToken).ConfigureAwait(false);
            return new DelimitedCursor(file, reader);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
