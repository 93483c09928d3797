using System.Security.Cryptography;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Folder;

/// <summary>A file of an export while it is written: under a name of its own until it is whole, hashed on its way where a manifest is to have its checksum. Disposing it before that removes it.</summary>
internal sealed class HashedFile : Stream
{
    /// <summary>What a file's name ends with until it is whole.</summary>
    public const string PartialSuffix = ".partial";

    private readonly string _path;
    private readonly string _relative;
    private readonly IncrementalHash? _hash;
    private readonly FileStream _file;
    private long _bytes;
    private bool _isWhole;

    /// <summary>Creates the file.</summary>
    /// <param name="folder">The export's folder.</param>
    /// <param name="relative">The file's path in it, with '/'.</param>
    /// <param name="isHashed">False where nobody keeps the checksum, so that no processor time goes into it.</param>
    /// <exception cref="MySqlOpsException">FileFailed.</exception>
    public HashedFile(string folder, string relative, bool isHashed = true)
    {
        _hash = isHashed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        _path = Path.Combine(folder, relative);
        _relative = relative;
        try
        {
            var options = PrivateFile.Options(FileMode.Create);
            options.BufferSize = 0;
            options.Options = FileOptions.None;
            _file = new FileStream(_path + PartialSuffix, options);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            _hash?.Dispose();
            throw FileTrouble.Write(_path, e);
        }
    }

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => _bytes;

    /// <inheritdoc />
    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <summary>The file is whole: gives it its name.</summary>
    /// <exception cref="MySqlOpsException">FileFailed.</exception>
    public async Task<ExportedFile> CompleteAsync()
    {
        try
        {
            await _file.DisposeAsync().ConfigureAwait(false);
            File.Move(_path + PartialSuffix, _path, overwrite: true);
            _isWhole = true;
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(_path, e);
        }

        return new ExportedFile(_relative, _bytes, _hash is null ? "" : Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Into the system's cache, which takes no waiting; a hop to another thread would cost more than the writing.
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash?.AppendData(buffer);
        _bytes += buffer.Length;
        try
        {
            _file.Write(buffer);
        }
        catch (Exception e) when (FileTrouble.Is(e))
        {
            throw FileTrouble.Write(_path, e);
        }
    }

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash?.Dispose();
            try
            {
                _file.Dispose();
                if (!_isWhole)
                    File.Delete(_path + PartialSuffix);
            }
            catch (Exception e) when (FileTrouble.Is(e))
            {
                // What is left has no name that anybody takes for whole.
            }
        }

        base.Dispose(disposing);
    }
}
