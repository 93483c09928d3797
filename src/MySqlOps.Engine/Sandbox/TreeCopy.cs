using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Copies a data directory. Runs of zeros become holes: half of a fresh data directory is zeros.</summary>
internal static class TreeCopy
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>Copies a folder with all in it to a new folder that only its owner may enter.</summary>
    public static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        PrivateFile.CreateFolder(target);
        foreach (var folder in Directory.EnumerateDirectories(source))
            await CopyAsync(folder, Path.Combine(target, Path.GetFileName(folder)), cancellationToken).ConfigureAwait(false);
        foreach (var file in Directory.EnumerateFiles(source))
            await CopyFileAsync(file, Path.Combine(target, Path.GetFileName(file)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyFileAsync(string source, string target, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File.GetUnixFileMode(source);
        var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var fromClosing = from.ConfigureAwait(false);
        var to = new FileStream(target, options);
        await using var toClosing = to.ConfigureAwait(false);
        var block = new byte[BlockBytes];
        int count;
        while ((count = await from.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (block.AsSpan(0, count).ContainsAnyExcept((byte)0))
                await to.WriteAsync(block.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            else
                to.Seek(count, SeekOrigin.Current);
        }

        // A hole at the end is not there yet.
        to.SetLength(from.Length);
    }
}
