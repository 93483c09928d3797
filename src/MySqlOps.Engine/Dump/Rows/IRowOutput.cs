namespace MySqlOps.Engine.Dump.Rows;

/// <summary>Takes the bytes that an encoder makes of rows.</summary>
internal interface IRowOutput
{
    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">Good until the task ends.</param>
    /// <param name="isWhole">True when the bytes so far end with a whole row or statement, so that bytes of others may follow.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isWhole, CancellationToken cancellationToken);
}
