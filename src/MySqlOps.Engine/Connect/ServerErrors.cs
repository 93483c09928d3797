using MySqlOps.Engine.Connect.Drivers;
using MySqlOps.Engine.Protocol;

namespace MySqlOps.Engine.Connect;

/// <summary>Finds the server's own error in what the driver or the row stream threw.</summary>
internal static class ServerErrors
{
    /// <summary>The server's error; null when it did not say one.</summary>
    public static ServerError? Read(Exception exception) =>
        exception is WireException wire ? new ServerError(wire.Number, wire.SqlState, wire.Message) : SqlDriver.Current.ReadError(exception);
}
