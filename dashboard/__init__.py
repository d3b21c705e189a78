"""The dashboard: a thin reader's page over `geo`. `streamlit run dashboard/app.py` opens it."""
