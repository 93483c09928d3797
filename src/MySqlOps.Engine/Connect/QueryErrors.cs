using System.Data.Common;
using System.Net.Sockets;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Connect;

/// <summary>Turns a failed statement into an error of ours.</summary>
internal static class QueryErrors
{
    /// <summary>The error for a statement that failed on an open connection.</summary>
    /// <returns>The exception itself when it is neither the server's nor the network's: then it is a bug.</returns>
    public static Exception Translate(MySqlServer server, Exception exception)
    {
        if (ServerErrors.Read(exception) is { } error)
        {
            var id = Identify(error.Number);
            return new MySqlOpsException(id, Describe(server, id, error), server, exception)
            {
                ServerErrorNumber = error.Number,
                SqlState = error.SqlState,
            };
        }

        return exception is DbException or IOException or SocketException ? Lost(server, exception) : exception;
    }

    /// <summary>The error for a connection that is gone.</summary>
    public static MySqlOpsException Lost(MySqlServer server, Exception? exception = null) =>
        new(ErrorId.ConnectionLost, $"The connection to {server} was lost while a statement ran. Check that the server still runs, then try again.", server, exception);

    private static ErrorId Identify(int number) => number switch
    {
        _ when ServerErrorNumber.IsPrivilegeMissing(number) => ErrorId.PrivilegeMissing,
        ServerErrorNumber.UnknownDatabase => ErrorId.DatabaseMissing,
        ServerErrorNumber.QueryTimeout => ErrorId.QueryTimeout,
        ServerErrorNumber.ServerShutdown => ErrorId.ConnectionLost,
        ServerErrorNumber.MustChangePassword => ErrorId.ConnectPasswordExpired,
        _ => ErrorId.QueryFailed,
    };

    /// <summary>The server's messages have no full stop, and more may follow.</summary>
    private static string EndSentence(string message) => message.Length > 0 && message[^1] is '.' or '!' or '?' ? message : $"{message}.";

    private static string Describe(MySqlServer server, ErrorId id, ServerError error) => id switch
    {
        ErrorId.ConnectPasswordExpired => $"The password of {server.User} has expired on {server.Endpoint}. Set a new one with ALTER USER.",
        ErrorId.ConnectionLost => $"{server} is shutting down.",
        _ => $"{server} refused a statement with error {error.Number}{(error.SqlState is { } state ? $" ({state})" : "")}: {EndSentence(error.Message)}",
    };
}
