namespace MySqlOps.Engine.Foundation;

/// <summary>The one exception that the engine raises on purpose. Anything else that leaves the engine is a bug, or a cancellation.</summary>
/// <remarks>The message says what failed, where, and what to do next. It never holds a secret.</remarks>
public sealed class MySqlOpsException : Exception
{
    /// <summary>Makes an error with its stable id.</summary>
    /// <param name="id">The stable name of the error.</param>
    /// <param name="message">What failed, where, and what to do next.</param>
    /// <param name="target">What the error is about: a server, a database, a file. Its text must hold no secret.</param>
    /// <param name="inner">The driver's or the system's own exception.</param>
    public MySqlOpsException(ErrorId id, string message, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        Id = id;
        Target = target;
    }

    /// <summary>The stable name of the error.</summary>
    public ErrorId Id { get; }

    /// <summary>What the error is about; null where there is no one thing.</summary>
    public object? Target { get; }

    /// <summary>The server's own error number (as 1045); null when the error did not come from a server.</summary>
    public int? ServerErrorNumber { get; init; }

    /// <summary>The server's SQLSTATE; null when the error did not come from a server, or the driver (MySql.Data) does not pass it on.</summary>
    public string? SqlState { get; init; }

    /// <summary>The same trouble told by whoever knows more of it: this one is the cause, and the server's number and SQLSTATE stay.</summary>
    /// <param name="id">The stable name of the error.</param>
    /// <param name="message">What failed, where, and what to do next.</param>
    /// <param name="target">What the error is about.</param>
    internal MySqlOpsException Retell(ErrorId id, string message, object? target) => new(id, message, target, this) { ServerErrorNumber = ServerErrorNumber, SqlState = SqlState };
}
