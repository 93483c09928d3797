namespace MySqlOps.Engine.Connect;

/// <summary>An error packet as the server sent it.</summary>
/// <param name="Number">The server's error number, as 1045.</param>
/// <param name="SqlState">The five characters of the SQLSTATE; null where the driver does not pass it on, as MySql.Data does not.</param>
/// <param name="Message">The server's own sentence; it may quote the statement.</param>
internal sealed record ServerError(int Number, string? SqlState, string Message);
