using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>A text that several writers append to at once, each a whole row or statement at a time.</summary>
/// <param name="stream">Takes the text.</param>
/// <param name="throttle">Holds it down to a rate.</param>
/// <param name="meter">Counts it.</param>
internal sealed class SharedText(Stream stream, ByteThrottle throttle, ExportMeter meter) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private string _heading = "";

    /// <summary>Appends a text while nobody else writes.</summary>
    public ValueTask AppendAsync(string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>A writer.</summary>
    /// <param name="heading">What must stand before its text wherever the text before is of another heading, as a USE statement; may be empty.</param>
    public SharedTextWriter OpenWriter(string heading) => new(this, heading);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    /// <summary>Takes the turn, which is then kept until <see cref="GiveBack"/>.</summary>
    internal async ValueTask TakeTurnAsync(string heading, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (heading == _heading)
            return;
        _heading = heading;
        try
        {
            await AppendAsync(heading, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    /// <summary>Gives the turn to the next.</summary>
    internal void GiveBack() => _turn.Release();

    /// <summary>Writes rows in one's turn.</summary>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await throttle.TakeAsync(bytes.Length, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        meter.Add(bytes.Length);
    }
}
