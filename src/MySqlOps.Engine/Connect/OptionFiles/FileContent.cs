namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>A small file as it was at one moment, with the rights that others had on it at that moment.</summary>
/// <param name="Bytes">All of the file; null when it is larger than an option file can sensibly be.</param>
/// <param name="Mode">Who may do what with the file; null on Windows.</param>
internal sealed record FileContent(byte[]? Bytes, UnixFileMode? Mode)
{
    /// <summary>The most bytes that are read: who names a device or a dump by mistake gets an error, not a full memory.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a file. The rights are asked of the open file, so that nobody can change it in between.</summary>
    /// <exception cref="IOException">The file is not there or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static async Task<FileContent> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file.SafeFileHandle);
            using var content = new MemoryStream();
            var buffer = new byte[4096];
            int count;
            while ((count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0 && content.Length <= MaxBytes)
                content.Write(buffer, 0, count);
            return new FileContent(content.Length > MaxBytes ? null : content.ToArray(), mode);
        }
    }
}
