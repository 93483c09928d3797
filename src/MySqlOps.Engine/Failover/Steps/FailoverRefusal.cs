using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>Why a plan is not carried out.</summary>
/// <param name="Server">The server that stands in the way.</param>
/// <param name="Id">The error.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record FailoverRefusal(MySqlServer Server, ErrorId Id, string Message)
{
    /// <summary>What is wrong and what to do.</summary>
    public override string ToString() => Message;
}
