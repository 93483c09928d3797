namespace MySqlOps.Engine.Protocol;

/// <summary>The sink could not hand on what it had, for a reason of its own, as a full disk. The result is left half-way, so the connection is of no more use.</summary>
/// <param name="cause">Why.</param>
internal sealed class SinkBrokenException(Exception cause) : Exception("The rows could not be handed on.", cause)
{
    /// <summary>Flushes a sink so that its own trouble is not taken for the connection's.</summary>
    public static async ValueTask FlushAsync(IRowSink sink, CancellationToken cancellationToken)
    {
        try
        {
            await sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new SinkBrokenException(e);
        }
    }
}
