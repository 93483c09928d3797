namespace MySqlOps.Engine.Foundation;

/// <summary>A lock between processes: a file that one of them holds open alone. The system lets go of it when its holder dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is ours.</summary>
    /// <param name="path">The lock file; made when missing, and it stays.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<FileLock> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryAcquire(path) is { } taken)
                return taken;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the lock when it is free.</summary>
    /// <param name="path">The lock file; made when missing, and it stays.</param>
    /// <returns>The lock; null when somebody holds it.</returns>
    public static FileLock? TryAcquire(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate)));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    /// <summary>.NET says EWOULDBLOCK of flock on Unix, and ERROR_SHARING_VIOLATION on Windows.</summary>
    private static bool IsHeld(IOException e) =>
        e.GetType() == typeof(IOException) && (e.HResult is 11 or 35 || (e.HResult & 0xFFFF) == 32);
}
