using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Files;

/// <summary>
/// A file that is being read to be loaded. gzip is unpacked, whatever the file's name; UTF-16 and UTF-32, known by their byte order mark, become UTF-8, as
/// Windows PowerShell's <c>&gt;</c> writes them.
/// </summary>
internal sealed class LoadFile : IAsyncDisposable
{
    private readonly Stream _file;

    private LoadFile(string path, Stream file, Stream text)
    {
        Path = path;
        _file = file;
        LengthBytes = file.Length;
        Text = new ByteWindow(text, path);
    }

    /// <summary>The file's path as it was given.</summary>
    public string Path { get; }

    /// <summary>The file's size on disk.</summary>
    public long LengthBytes { get; }

    /// <summary>How much of the file on disk has been read.</summary>
    public long PositionBytes => _file.Position;

    /// <summary>The file's text.</summary>
    public ByteWindow Text { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="encoding">The encoding of its text; null for UTF-8, or whatever its bytes are. A byte order mark counts for more.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="MySqlOpsException">FileFailed; LoadFileInvalid: it is packed by another program than gzip.</exception>
    public static async Task<LoadFile> OpenAsync(string path, Encoding? encoding, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, Share = FileShare.Read, BufferSize = 0 });
            return new LoadFile(path, file, await OpenTextAsync(path, file, encoding, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            if (file is not null)
                await file.DisposeAsync().ConfigureAwait(false);
            if (e is IOException or UnauthorizedAccessException or NotSupportedException)
                throw new MySqlOpsException(ErrorId.FileFailed, $"{path} can't be read: {e.Message}", path, e);
            if (e is InvalidDataException)
                throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"{path} is damaged: its gzip data can't be unpacked. Fetch or make it again.", path, e);
            throw;
        }
    }

    /// <summary>An encoding that takes bytes that are no text for an error.</summary>
    /// <param name="name">Its name, as latin1, windows-1252, shift_jis or utf-16.</param>
    /// <exception cref="MySqlOpsException">LoadFileInvalid: there is none of that name.</exception>
    public static Encoding FindEncoding(string name)
    {
        try
        {
            var (encode, decode) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encode, decode) ?? Encoding.GetEncoding(name, encode, decode);
        }
        catch (ArgumentException e)
        {
            throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"No character set is called '{name}'. Use names such as utf-8, latin1, windows-1252 or shift_jis.", name, e);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Text.DisposeAsync();

    private static async Task<Stream> OpenTextAsync(string path, Stream file, Encoding? encoding, CancellationToken cancellationToken)
    {
        var (head, text) = await WrappedStream.PeekAsync(file, FileMagic.Length, cancellationToken).ConfigureAwait(false);
        if (FileMagic.ForeignPacker(head.Span) is { } packer)
            throw new MySqlOpsException(ErrorId.LoadFileInvalid, $"{path} is packed by {packer}. Unpack it first; of packed files only gzip is read.", path);
        if (FileMagic.IsGzip(head.Span))
            (head, text) = await WrappedStream.PeekAsync(new GzipText(text), FileMagic.Length, cancellationToken).ConfigureAwait(false);
        var wide = FileMagic.WideEncoding(head.Span);
        var isUtf8 = wide is null && (encoding is null or UTF8Encoding || head.Span.StartsWith(Encoding.UTF8.Preamble));
        return isUtf8 ? text : Encoding.CreateTranscodingStream(text, wide ?? encoding!, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    }
}
