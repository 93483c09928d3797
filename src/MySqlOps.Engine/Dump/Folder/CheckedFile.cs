using System.Security.Cryptography;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>A file of an export while it is read: hashed on its way, and compared with the manifest at its end.</summary>
internal sealed class CheckedFile : ForwardStream
{
    private readonly string _path;
    private readonly ExportedFile _expected;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;
    private bool _isChecked;

    /// <summary>Opens the file.</summary>
    /// <exception cref="MySqlOpsException">ExportDamaged: it is missing, or its length is wrong. FileFailed: it may not be read.</exception>
    public CheckedFile(string folder, ExportedFile expected)
    {
        _path = Path.Combine(folder, expected.Path);
        _expected = expected;
        try
        {
            _file = new FileStream(_path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged("is missing", e);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Read(_path, e);
        }

        if (_file.Length == expected.Bytes)
            return;
        var length = _file.Length;
        Dispose();
        throw Damaged(FormattableString.Invariant($"has {length} bytes, and the manifest says {expected.Bytes}"), null);
    }

    /// <inheritdoc />
    public override long Length => _expected.Bytes;

    /// <inheritdoc />
    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <summary>The error for this file.</summary>
    /// <param name="what">What is wrong, as the rest of a sentence.</param>
    /// <param name="inner">The system's own exception.</param>
    public MySqlOpsException Damaged(string what, Exception? inner) =>
        new(ErrorId.ExportDamaged, $"The export is damaged: {_path} {what}. Get the file from where it is whole, or export anew.", _path, inner);

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return buffer.IsEmpty ? 0 : Take(buffer.Span[..read]);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Read(_path, e);
        }
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _file.Read(buffer);
            return buffer.IsEmpty ? 0 : Take(buffer[..read]);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Read(_path, e);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        _bytes += bytes.Length;
        if (!bytes.IsEmpty)
            _hash.AppendData(bytes);
        else if (!_isChecked)
            Check();
        return bytes.Length;
    }

    private void Check()
    {
        _isChecked = true;
        if (_bytes != _expected.Bytes || Convert.ToHexStringLower(_hash.GetHashAndReset()) != _expected.Sha256)
            throw Damaged("is not what was exported: its SHA-256 is another", null);
    }
}
