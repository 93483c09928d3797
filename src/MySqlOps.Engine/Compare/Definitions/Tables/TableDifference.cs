namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>One property in which two tables differ.</summary>
/// <param name="Property">What it is, as <c>column price</c>.</param>
/// <param name="Wanted">Its text as it is to be; null when it is not to be there.</param>
/// <param name="Present">Its text as it is; null when it is not there.</param>
/// <param name="Forward">From what is there to what is to be.</param>
/// <param name="Backward">Back.</param>
internal sealed record TableDifference(string Property, string? Wanted, string? Present, Transition Forward, Transition Backward);
