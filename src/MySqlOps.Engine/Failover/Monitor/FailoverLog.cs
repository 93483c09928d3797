using System.Globalization;
using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>
/// A file of events, one line of JSON each, that only its owner may read. It is opened for each event, so that it may be moved or deleted by others at any time. A file that
/// can't be written never ends a monitor: the events that were missed are counted, and the count is written when that is possible again.
/// </summary>
/// <param name="path">The file. Older ones have .1, .2 and so on at the end of the name.</param>
/// <param name="maxBytes">How long it may grow before it is put aside; zero for no limit.</param>
/// <param name="kept">How many older files are kept.</param>
internal sealed class FailoverLog(string path, long maxBytes, int kept)
{
    private long _missed;
    private DateTimeOffset _missedSince;

    /// <summary>Writes an event.</summary>
    /// <returns>Why the log can't be written, the first time that it can't; null when all is well, or that was said before.</returns>
    public async Task<string?> WriteAsync(FailoverEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            var text = $"{FailoverJson.Write(happened)}\n";
            if (_missed > 0)
                text = $"{FailoverJson.Write(Gap(happened))}\n{text}";
            await AppendAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            _missed = 0;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (_missed++ > 0)
                return null;
            _missedSince = happened.At;
            return $"The log {path} can't be written: {e.Message} The monitor goes on; events are missing in the log until it can be written again.";
        }
    }

    private FailoverEvent Gap(FailoverEvent now) => new()
    {
        Server = now.Primary,
        Primary = now.Primary,
        Kind = FailoverEventKind.Warning,
        At = now.At,
        Message = string.Create(CultureInfo.InvariantCulture, $"{_missed} events since {_missedSince.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z are missing here, because this log could not be written."),
    };

    private async Task AppendAsync(byte[] line, CancellationToken cancellationToken)
    {
        var file = Open();
        if (maxBytes > 0 && file.Length > 0 && file.Length + line.Length > maxBytes)
        {
            await file.DisposeAsync().ConfigureAwait(false);
            PutAside();
            file = Open();
        }

        await using (file.ConfigureAwait(false))
            await AppendAsync(file, line, cancellationToken).ConfigureAwait(false);
    }

    private static async Task AppendAsync(FileStream file, byte[] line, CancellationToken cancellationToken)
    {
        var length = file.Length;
        try
        {
            // A line that a crash cut short must not swallow the next one.
            var isCut = length > 0 && !await EndsLineAsync(file, cancellationToken).ConfigureAwait(false);
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(isCut ? [(byte)'\n', .. line] : line, cancellationToken).ConfigureAwait(false);
            await file.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // No half line is left on a full disk.
            file.SetLength(length);
            throw;
        }
    }

    private static async Task<bool> EndsLineAsync(FileStream file, CancellationToken cancellationToken)
    {
        var last = new byte[1];
        file.Seek(-1, SeekOrigin.End);
        return await file.ReadAsync(last, cancellationToken).ConfigureAwait(false) == 1 && last[0] == (byte)'\n';
    }

    private FileStream Open()
    {
        var options = PrivateFile.Options(FileMode.OpenOrCreate);
        (options.Access, options.Share, options.BufferSize) = (FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
        return new FileStream(path, options);
    }

    private void PutAside()
    {
        string Older(int age) => string.Create(CultureInfo.InvariantCulture, $"{path}.{age}");
        if (kept == 0)
        {
            File.Delete(path);
            return;
        }

        for (var age = kept - 1; age > 0; age--)
        {
            if (File.Exists(Older(age)))
                File.Move(Older(age), Older(age + 1), overwrite: true);
        }

        File.Move(path, Older(1), overwrite: true);
    }
}
