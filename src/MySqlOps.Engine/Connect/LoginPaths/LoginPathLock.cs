using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>The right to change a login-path file, held against every other process that uses MySqlOps.</summary>
/// <remarks>
/// It is an empty file beside the login-path file, locked while it is open. It stays behind: whoever deleted it could delete the one
/// that another process has just locked. mysql_config_editor knows of no lock, so nothing helps against one that runs at the same moment.
/// </remarks>
internal static class LoginPathLock
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for the lock.</summary>
    /// <returns>The lock; disposing it gives it up.</returns>
    /// <exception cref="MySqlOpsException">LoginPathFileBusy: others hold it for too long. FileFailed: the folder can't be written.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var lockPath = $"{path}.lock";
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (FileLock.TryAcquire(lockPath) is { } held)
                    return held;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new MySqlOpsException(ErrorId.FileFailed, $"The login-path file {path} can't be changed, because {lockPath} can't be written. Check that the folder is there and is yours.", path, e);
            }

            if (time.GetElapsedTime(start) > MaxWait)
                throw new MySqlOpsException(ErrorId.LoginPathFileBusy, $"The login-path file {path} can't be changed, because another process has held {lockPath} for {MaxWait.TotalSeconds:0} s. Try again when it is done.", path);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
