namespace MySqlOps.Engine.Protocol;

/// <summary>The login can't go on, although the server refused nothing.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">The sentence to show.</param>
internal sealed class WireLoginException(WireLoginFailure reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public WireLoginFailure Reason { get; } = reason;
}
