using MySqlOps.Engine.Dump.Rows;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>One of the writers of a <see cref="SharedText"/>. It keeps its turn while a row or statement is not whole.</summary>
internal sealed class SharedTextWriter(SharedText text, string heading) : IRowOutput, IDisposable
{
    private bool _hasTurn;

    /// <inheritdoc />
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isWhole, CancellationToken cancellationToken)
    {
        if (!_hasTurn)
        {
            await text.TakeTurnAsync(heading, cancellationToken).ConfigureAwait(false);
            _hasTurn = true;
        }

        await text.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (isWhole)
            Dispose();
    }

    /// <summary>Gives the turn back, if it is held: what was being written is then not whole, and neither is the text.</summary>
    public void Dispose()
    {
        if (!_hasTurn)
            return;
        _hasTurn = false;
        text.GiveBack();
    }
}
