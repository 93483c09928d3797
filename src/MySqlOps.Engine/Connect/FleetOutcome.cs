using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect;

/// <summary>What became of one of many inputs.</summary>
/// <param name="Input">What was worked on.</param>
/// <param name="Value">The result; default when it failed.</param>
/// <param name="Error">The error; null when it succeeded.</param>
public sealed record FleetOutcome<TInput, TValue>(TInput Input, TValue? Value, MySqlOpsException? Error);
