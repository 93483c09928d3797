using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Sandbox;

/// <summary>The option file of a sandbox's server.</summary>
internal static class ServerConfiguration
{
    /// <summary>
    /// Small on purpose: a handful of servers must fit on a laptop. Durability is left as the server has it, because people
    /// come here to see what a crash does.
    /// </summary>
    private const string Footprint = """
        loose-mysqlx=0
        secure_file_priv=NULL
        innodb_buffer_pool_size=32M
        innodb_log_buffer_size=1M
        loose-innodb_redo_log_capacity=16M
        key_buffer_size=1M
        table_open_cache=400
        table_definition_cache=400
        performance_schema=ON
        performance_schema_digests_size=1000
        performance_schema_max_thread_instances=400
        performance_schema_events_statements_history_long_size=100
        performance_schema_events_waits_history_long_size=100
        performance_schema_events_stages_history_long_size=100
        performance_schema_events_transactions_history_long_size=100
        log_bin=binlog
        gtid_mode=ON
        enforce_gtid_consistency=ON
        bind_address=127.0.0.1
        report_host=127.0.0.1

        """;

    /// <summary>The file's text.</summary>
    /// <param name="folder">The sandbox's folder.</param>
    /// <param name="marker">What is known of the sandbox.</param>
    /// <param name="options">The user's options. They come last, so they win over ours.</param>
    public static string Write(SandboxFolder folder, SandboxMarker marker, IReadOnlyDictionary<string, string?> options)
    {
        var text = new StringBuilder("[mysqld]\n").Append(Footprint.ReplaceLineEndings("\n"));
        void Add(string name, string? value) => text.Append(ServerOption.ToLine(name, value)).Append('\n');

        Add("port", Number(folder.Port));
        Add("report_port", Number(folder.Port));
        Add("server_id", Number(marker.ServerId));
        Add("datadir", folder.Data);
        Add("tmpdir", folder.Temporary);
        Add("log_error", folder.ErrorLog);
        Add("pid_file", folder.ProcessIdFile);
        if (!OperatingSystem.IsWindows())
            Add("socket", SandboxSocket.PathOf(folder, marker));

        // As root, mysqld runs only when it is told that this is meant.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            Add("user", "root");
        text.Append("# Options that were asked for\n");
        foreach (var (name, value) in options)
            Add(name, value);
        return text.ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
