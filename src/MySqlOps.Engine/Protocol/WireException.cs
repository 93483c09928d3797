namespace MySqlOps.Engine.Protocol;

/// <summary>An error packet of the server (MySQL Source Code Documentation, "ERR_Packet"). The connection is still in step after it.</summary>
/// <param name="number">The server's error number.</param>
/// <param name="sqlState">The five characters of the SQLSTATE.</param>
/// <param name="message">The server's own sentence; it may quote the statement.</param>
internal sealed class WireException(int number, string sqlState, string message) : Exception(message)
{
    /// <summary>The server's error number, as 1045.</summary>
    public int Number { get; } = number;

    /// <summary>The SQLSTATE, as 28000.</summary>
    public string SqlState { get; } = sqlState;
}
