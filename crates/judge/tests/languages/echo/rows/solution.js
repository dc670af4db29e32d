const echoRows = (rows) => rows.map((row) => ({ ...row }));
