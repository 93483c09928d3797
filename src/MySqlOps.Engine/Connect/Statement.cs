using System.Data.Common;

namespace MySqlOps.Engine.Connect;

/// <summary>A statement on an ADO.NET connection, and its result as rows.</summary>
internal static class Statement
{
    /// <summary>No values.</summary>
    public static IReadOnlyDictionary<string, object?> NoParameters { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>A command with its values.</summary>
    public static DbCommand Create(DbConnection connection, string sql, IReadOnlyDictionary<string, object?> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs the command and reads all its rows.</summary>
    public static async Task<IReadOnlyList<SqlRow>> ReadAsync(DbCommand command)
    {
        var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < reader.FieldCount; i++)
                columns.TryAdd(reader.GetName(i), i);
            var rows = new List<SqlRow>();
            while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                var cells = new object?[reader.FieldCount];
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = await reader.IsDBNullAsync(i, CancellationToken.None).ConfigureAwait(false) ? null : reader.GetValue(i);
                rows.Add(new SqlRow(columns, cells));
            }

            return rows;
        }
    }
}
