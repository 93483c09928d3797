using System.Security.Cryptography;
using System.Text;

namespace MySqlOps.Engine.Foundation;

/// <summary>Files and folders that only their owner may read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>How to open a file for writing so that nobody else has it open or ever may read it.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };

        // The file is born with this mode: there is no moment at which others may read it. Windows keeps to the folder's rights.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>Replaces a file in one step: whoever reads it, and whoever comes after a crash, finds the old one or the new one whole.</summary>
    /// <param name="path">The file, which need not exist yet. A symbolic link stays one: its target is replaced.</param>
    /// <param name="content">The new content.</param>
    /// <param name="cancellationToken">Stops the writing; the old file stays then.</param>
    public static async Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        var temporary = $"{target}.{RandomNumberGenerator.GetHexString(12)}.tmp";
        try
        {
            var file = new FileStream(temporary, Options(FileMode.CreateNew));
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);

                // Renaming what is still only in memory could leave an empty file after a power failure.
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text in UTF-8, as <see cref="ReplaceAsync"/> does.</summary>
    public static Task WriteAsync(string path, string text, CancellationToken cancellationToken) => ReplaceAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Makes a folder that nobody else can look into; parents that are missing are made so too.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersFolder);
    }
}
