using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Why a load must not start.</summary>
/// <param name="Id">The error's stable name.</param>
/// <param name="Message">What is in the way, and what to do.</param>
internal sealed record LoadRefusal(ErrorId Id, string Message);
