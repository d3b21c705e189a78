"""From news articles to dated, attributed claims about places.

One way through: text -> `Document` -> `Toponym` -> `Resolution` -> `Claim` -> claim store
-> as-of view -> GeoJSON. Nothing here imports streamlit, folium or `dashboard`.
"""
