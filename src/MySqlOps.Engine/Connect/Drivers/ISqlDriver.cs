using System.Data.Common;

namespace MySqlOps.Engine.Connect.Drivers;

/// <summary>All that MySqlOps asks of an ADO.NET driver. No other file knows which driver it is.</summary>
internal interface ISqlDriver
{
    /// <summary>The driver's package name.</summary>
    string Name { get; }

    /// <summary>
    /// An open connection: no pool, no compression, no LOCAL INFILE, utf8mb4, the driver's own command time-out off. It may block its
    /// thread, and take longer than the server's connect time-out.
    /// </summary>
    Task<DbConnection> ConnectAsync(MySqlServer server);

    /// <summary>The server's id of an open connection, as KILL takes it.</summary>
    long ConnectionId(DbConnection connection);

    /// <summary>The server's own error in an exception of the driver; null when the server did not say it.</summary>
    ServerError? ReadError(Exception exception);

    /// <summary>Why the driver can't connect as the description asks, in a sentence; null when it can.</summary>
    string? Limitation(MySqlServer server);
}
