namespace MySqlOps.Engine.Load.Rows;

/// <summary>A warning as the server gives it.</summary>
/// <param name="Level">Note, Warning or Error.</param>
/// <param name="Code">Its number, as 1264.</param>
/// <param name="Message">The server's sentence.</param>
internal sealed record ServerWarning(string Level, int Code, string Message);
